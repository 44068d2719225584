/** The answer as gauges for Prometheus. */
import {prometheusText} from '../../../core/triage/prometheus.js';
import type {CreateOutput} from './output.js';

export const createPrometheusOutput: CreateOutput = (write) => ({
	async end(summary) {
		await write(prometheusText(summary));
	},
});
