import { scimTokenPage, scimTokenQuery } from '../../../contracts/scim-tokens.js'
import { listScimTokens } from '../../../read/scim-tokens/list.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listScimTokensRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'listScimTokens',
      method: 'get',
      path: '/admin/scim_tokens',
      tags: ['Admin'],
      summary: 'The tokens of directories, newest first, without their secrets',
      request: { query: scimTokenQuery },
      responses: { 200: json(scimTokenPage, 'A page of tokens'), ...problems(403) },
    }),
    async (c) => c.json(await listScimTokens(c.get('db'), c.req.valid('query')), 200),
  )
}
