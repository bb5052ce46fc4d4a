import { emptyBody } from '../../../contracts/common.js'
import { mailboxTest } from '../../../contracts/mailboxes.js'
import { refuseMissing } from '../../../domain/errors.js'
import { readMailboxAccess } from '../../../write/mailboxes/access.js'
import { mailboxes } from '../../../write/mailboxes/resource.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function testMailboxRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'testMailbox',
      method: 'post',
      path: '/admin/mailboxes/{id}/test',
      tags: TAGS,
      summary: 'Open a mailbox, and shut it again',
      description: 'It takes ten seconds at most, and changes nothing in the mailbox.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 200: json(mailboxTest, 'Whether it can be read'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), mailboxes)
      const access = await readMailboxAccess(c.get('db'), id, deps.sealKeys)
      if (access === undefined) return refuseMissing(mailboxes.noun)
      return c.json(await deps.mailboxServers.test(access), 200)
    },
  )
}
