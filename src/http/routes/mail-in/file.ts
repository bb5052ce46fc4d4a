import { fileMailInBody, mailIn } from '../../../contracts/mails-in.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { directMail } from '../../../write/mail-in/direct.js'
import { refuseUnknownDepartment } from '../../../write/tickets/references.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { MAIL_IN_TAGS, refuseSettledMail, requireMailIn } from './kit.js'

export function fileMailInRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['moderator', 'admin'], {
      operationId: 'fileMailIn',
      method: 'post',
      path: '/moderator/mails/{id}/file',
      tags: MAIL_IN_TAGS,
      summary: 'Put a mail into a ticket, or make a new one of it',
      description:
        'It is written as whoever sent it where they may write there, and else as you, with the sender’s name before it. It waits again (`not_taken`) where the ticket takes nothing any more. One that its mailbox did not hand out (`not_fetched`) is fetched first, and stays as it is until that is done.',
      request: { params: idParam, ...body(fileMailInBody) },
      responses: {
        202: json(mailIn, 'It is filed within a second, or once it was fetched'),
        ...problems(403, 404, 409),
      },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const db = c.get('db')
      const mail = await requireMailIn(db, c.req.valid('param').id)
      const { ticketId, departmentId } = c.req.valid('json')
      if (ticketId !== undefined) await findTicketState(db, person, ticketId)
      await refuseUnknownDepartment(db, departmentId ?? null)
      const decision = { mailId: mail.id, by: person.id, origin: c.get('origin') }
      const target = ticketId === undefined ? { departmentId } : { ticketId }
      const at = currentInstant(deps)
      const isTaken = await directMail(db, { ...decision, at }, mail, target)
      if (!isTaken) return refuseSettledMail(await requireMailIn(db, mail.id))
      deps.notifyCommitted()
      return c.json(await requireMailIn(db, mail.id), 202)
    },
  )
}
