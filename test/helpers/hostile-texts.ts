/** Texts that try to leave their place in a page or a ticket. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
	'a script': '<script>alert(1)</script>',
	'an image that runs': '"><img src=x onerror=alert(1)>',
	'an attribute': '" onmouseover="alert(1)" x="',
	'an attribute in single quotes': "' onfocus='alert(1)' autofocus='",
	'the end of a title': '</title></style></svg><iframe src="https://evil.example/"></iframe>',
	'a comment': '<!-- --><![CDATA[ ]]> <?x ?>',
	entities: '&lt;b&gt; &#60;script&#62; &amp;amp;',
	'a script address': 'javascript:alert(1)',
	'a data address': 'data:text/html,<script>alert(1)</script>',
	'an address with a bracket': 'https://evil.example/)<script>"\'',
	'a link': '[click](javascript:alert(1)) ![img](https://evil.example/x.png) [a]: https://evil.example',
	'a bare address': 'see https://evil.example/x?a=b, www.evil.example and a@evil.example',
	'a mention and an issue': '@admin #1 org/repo#2 GH-12 !34 1234567890abcdef :smile:',
	backticks: '` `` ``` ````code```` `',
	'backticks around markup': '`<b>` `**bold**` ``|``',
	'table cells': 'a | b || c \\| d \\\\| e',
	emphasis: '*a* **b** _c_ __d__ ~~e~~ \\*f\\*',
	'a heading': '# heading',
	'a list': '- item',
	'a number': '1. item',
	'a line': '--- *** ===',
	'a quote': '> quote',
	'an escape sequence': '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
	'turned around': '\u202egnp.exe\u202c \u2066x\u2069 \u200bzero',
	lines: 'one\r\n# two\n\n```\nthree\u2028four',
	'a very long word': 'x'.repeat(3000),
	nothing: '',
	blanks: '   ',
};

/** Everything a terminal or an editor would act on, but the line ends of the report itself. */
export const UNPRINTABLE: RegExp = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
