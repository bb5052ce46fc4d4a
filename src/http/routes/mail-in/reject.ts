import { mailIn, rejectMailInBody } from '../../../contracts/mails-in.js'
import { rejectMail } from '../../../write/mail-in/direct.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { MAIL_IN_TAGS, refuseSettledMail, requireMailIn } from './kit.js'

export function rejectMailInRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['moderator', 'admin'], {
      operationId: 'rejectMailIn',
      method: 'post',
      path: '/moderator/mails/{id}/reject',
      tags: MAIL_IN_TAGS,
      summary: 'Put a mail aside for good; nobody is answered',
      request: { params: idParam, ...body(rejectMailInBody, false) },
      responses: { 200: json(mailIn, 'The mail'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const db = c.get('db')
      const mail = await requireMailIn(db, c.req.valid('param').id)
      const decision = { mailId: mail.id, by: person.id, origin: c.get('origin') }
      const { reason } = c.req.valid('json')
      const at = currentInstant(deps)
      const isTaken = await rejectMail(db, { ...decision, at }, mail.status, reason)
      if (!isTaken) return refuseSettledMail(await requireMailIn(db, mail.id))
      deps.notifyCommitted()
      return c.json(await requireMailIn(db, mail.id), 200)
    },
  )
}
