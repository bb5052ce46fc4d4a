import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { macroPage } from '../../../contracts/macros.js'
import { listMacros } from '../../../read/macros/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listMacrosRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listMacros',
      method: 'get',
      path: '/macros',
      tags: ['Look-ups'],
      summary: 'The macros that one may use, by name',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: json(macroPage, 'Macros') },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await listMacros(c.get('db'), person, c.req.valid('query')), 200)
    },
  )
}
