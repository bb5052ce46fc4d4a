import { z } from 'zod'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { unlinkArticle } from '../../../write/ticket-articles/link.js'
import { defineRoute, idParam, namedInPath, problems } from '../../route.js'
import { TAGS } from '../kb/kit.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { requireHand } from './kit.js'

const params = z.strictObject({ ...idParam.shape, articleId: namedInPath })

export function unlinkArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'unlinkTicketArticle',
      method: 'delete',
      path: '/tickets/{id}/articles/{articleId}',
      tags: TAGS,
      summary: 'Say that an article does not belong to a ticket',
      request: { params },
      responses: { 204: { description: 'It does not' }, ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id, articleId } = c.req.valid('param')
      const ticket = await findTicketState(c.get('db'), person, id)
      requireHand(ticket, person)
      const { id: ticketId } = ticket
      if (!isUuid(articleId)) return refuseMissing('article')
      await unlinkArticle(deps.db, readAuthor(c), { ticketId, articleId })
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
