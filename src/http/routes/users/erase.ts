import { emptyBody } from '../../../contracts/common.js'
import { accepted } from '../../../contracts/operations.js'
import { beginErasure } from '../../../write/erasure/begin.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { noteChange, readAuthor, readId } from '../resources/kit.js'

export function eraseUserRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'eraseUser',
      method: 'post',
      path: '/admin/users/{id}/erase',
      tags: ['Admin'],
      summary: 'Take a person out of the records: their words, their files, who they were',
      description:
        'Their account is closed at once. Tickets and what they have been through stay, under a name that says nothing; what is held for a court stays as it is, and the report names it. It can not be undone; cancelled before it begins, it leaves the account closed.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 202: json(accepted, 'It is being done'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), { noun: 'user' })
      const author = { ...readAuthor(c), userId: c.get('caller').person.id }
      await beginErasure(deps.db, author, { id, at: currentInstant(deps) })
      noteChange(c, deps)
      const operationId = author.workId
      c.header('Location', `${BASE}/operations/${operationId}`)
      return c.json({ operationId, status: 'pending' as const }, 202)
    },
  )
}
