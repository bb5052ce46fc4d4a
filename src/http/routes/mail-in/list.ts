import { mailInPage, mailInQuery } from '../../../contracts/mails-in.js'
import { listMailsIn } from '../../../read/mail-in/list.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { MAIL_IN_TAGS } from './kit.js'

export function listMailsInRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['moderator', 'admin'], {
      operationId: 'listMailsIn',
      method: 'get',
      path: '/moderator/mails',
      tags: MAIL_IN_TAGS,
      summary: 'Mails that came in, newest first',
      description:
        'With `status=queued` those that wait for a moderator, with `status=cut` those that were written by no person: absence notices, lists, bounces, loops, too many of one sender.',
      request: { query: mailInQuery },
      responses: { 200: json(mailInPage, 'A page of them'), ...problems(403) },
    }),
    async (c) => c.json(await listMailsIn(c.get('db'), c.req.valid('query')), 200),
  )
}
