/** How a command line names standard input. */

/** Standard input among the inputs. */
export const STDIN = '-';
