import { mailIn } from '../../../contracts/mails-in.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { MAIL_IN_TAGS, requireMailIn } from './kit.js'

export function readMailInRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['moderator', 'admin'], {
      operationId: 'readMailIn',
      method: 'get',
      path: '/moderator/mails/{id}',
      tags: MAIL_IN_TAGS,
      summary: 'A mail that came in, and what has become of it',
      request: { params: idParam },
      responses: { 200: json(mailIn, 'The mail'), ...problems(403, 404) },
    }),
    async (c) => c.json(await requireMailIn(c.get('db'), c.req.valid('param').id), 200),
  )
}
