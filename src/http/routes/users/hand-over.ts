import { handoverBody } from '../../../contracts/kept-users.js'
import { accepted } from '../../../contracts/operations.js'
import { handOver } from '../../../write/users/hand-over.js'
import { BASE } from '../../base.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, noteChange, readAuthor, readId, TAGS } from '../resources/kit.js'

export function handOverRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'handOverTickets',
      method: 'post',
      path: '/admin/users/{id}/handover',
      tags: TAGS,
      summary: 'Give all open tickets of somebody to somebody else',
      description:
        'Each is reassigned as a moderator would do it. `GET /operations/{id}` tells how far it is, and which were refused.',
      request: { params: idParam, ...body(handoverBody) },
      responses: { 202: json(accepted, 'They are on their way'), ...problems(403, 404) },
    }),
    async (c) => {
      const from = readId(c.req.valid('param'), { noun: 'user' })
      const author = { ...readAuthor(c), userId: c.get('caller').person.id }
      await handOver(deps.db, author, from, c.req.valid('json'))
      noteChange(c, deps)
      const operationId = author.workId
      c.header('Location', `${BASE}/operations/${operationId}`)
      return c.json({ operationId, status: 'pending' as const }, 202)
    },
  )
}
