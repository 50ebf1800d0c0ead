import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Kernel } from '../kernel/kernel.ts'

export interface Metrics {
  observe(method: string, route: string, status: number, seconds: number): void
  text(): Promise<string>
  readonly contentType: string
}

/** What Prometheus reads: requests by route, the outbox, connections, the process itself. */
export function metrics(kernel: Kernel): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'tendero_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'tendero_outbox_events',
    help: 'Events that wait for the relay',
    registers: [registry],
    async collect() {
      const { rows } = await kernel.database.direct.query<{ n: number }>('select count(*) as n from tendero.outbox')
      this.set(rows[0]?.n ?? 0)
    },
  })
  new Gauge({
    name: 'tendero_heavy_requests',
    help: 'Exports, reports and previews that run, or wait for those of the same account',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(kernel.limits.heavy.counts())) this.set({ state }, count)
    },
  })
  /** By their labels: to find them costs more than to count. */
  const known = new Map<string, ReturnType<typeof requests.labels>>()
  return {
    observe(method, route, status, seconds) {
      const key = `${method} ${status} ${route}`
      const series = known.get(key) ?? requests.labels({ method, route, status })
      known.set(key, series)
      series.observe(seconds)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
