import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { slaTemplatePage } from '../../../contracts/sla-templates.js'
import { STAFF } from '../../../domain/people.js'
import { listSlaTemplates } from '../../../read/sla-templates/list.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listSlaTemplatesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, STAFF, {
      operationId: 'listSlaTemplates',
      method: 'get',
      path: '/sla_templates',
      tags: ['Look-ups'],
      summary: 'SLA templates',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: json(slaTemplatePage, 'SLA templates'), ...problems(403) },
    }),
    async (c) => c.json(await listSlaTemplates(c.get('db'), c.req.valid('query')), 200),
  )
}
