import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { AppEnv } from '../env.js'

/** Request durations by route and status, and the process's own figures. */
export function createMetrics() {
  const registry = new Registry()
  // the default looks at the event loop a hundred times a second, which is most of what an idle API does
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 200 })
  const durations = new Histogram({
    name: 'perdure_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const observe = createMiddleware<AppEnv>(async (c, next) => {
    const began = performance.now()
    await next()
    const route = c.res.status === 404 && routePath(c, -1) === '*' ? 'unknown' : routePath(c, -1)
    durations.observe(
      { method: c.req.method, route, status: c.res.status },
      (performance.now() - began) / 1000,
    )
  })
  return { registry, observe }
}
