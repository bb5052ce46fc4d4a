import { newSentSurvey, sentSurvey } from '../../../contracts/surveys.js'
import { DomainError } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { notForRole } from '../../../domain/ticket/refusals.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { sendSurveyByHand } from '../../../write/surveys/send-by-hand.js'
import { currentInstant } from '../../env.js'
import { MODERATORS } from '../../middleware/access.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'

export function sendSurveyByHandRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'sendSurvey',
      method: 'post',
      path: '/tickets/{id}/surveys',
      tags: ['Surveys'],
      summary: 'Ask the requester of a ticket by a template whose trigger is manual',
      description: 'Of those who see the ticket moderators and admins send one.',
      request: { params: idParam, ...body(newSentSurvey) },
      responses: { 201: json(sentSurvey, 'It is sent then'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const ticket = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      if (!isModerator(person)) throw new DomainError(notForRole(MODERATORS))
      const { templateId } = c.req.valid('json')
      const asked = { ticket, templateId, at: currentInstant(deps) }
      const sent = await sendSurveyByHand(deps.db, readAuthor(c), asked)
      deps.notifyCommitted()
      return c.json(sent, 201)
    },
  )
}
