import {
  linkedArticle,
  type NewTicketArticle,
  newTicketArticle,
} from '../../../contracts/ticket-articles.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { linkToPage, PAGES } from '../../../domain/front-end.js'
import { measureReach, readerReach } from '../../../domain/kb/visibility.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { listTicketArticles } from '../../../read/tickets/list-articles.js'
import { linkArticle } from '../../../write/ticket-articles/link.js'
import type { AppDeps, Asking } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import { TAGS } from '../kb/kit.js'
import type { RouteKit } from '../kit.js'
import { sendToChat } from '../messages/send-to-chat.js'
import { readAuthor } from '../resources/kit.js'
import { requireHand } from './kit.js'

export function linkArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'linkTicketArticle',
      method: 'post',
      path: '/tickets/{id}/articles',
      tags: TAGS,
      summary: 'Say that an article belongs to a ticket, in the chat as well if asked',
      request: { params: idParam, ...body(newTicketArticle) },
      responses: { 201: json(linkedArticle, 'It belongs there'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const db = c.get('db')
      const given = c.req.valid('json')
      const ticket = await findTicketState(db, person, c.req.valid('param').id)
      requireHand(ticket, person)
      const { id: ticketId } = ticket
      // its message goes first: where that is refused nothing is linked, and a repetition finds it sent
      const message = await sayArticle(c, deps, ticketId, given)
      await linkArticle(deps.db, readAuthor(c), { ticketId, articleId: given.articleId })
      deps.notifyCommitted()
      const linked = await listTicketArticles(db, ticketId, readerReach(person))
      const made = linked.find(({ articleId }) => articleId === given.articleId)
      return c.json({ ...(made ?? refuseMissing('article')), message }, 201)
    },
  )
}

/** Of what was published and the caller may read; the message if one was asked for. Throws `not_found`. */
async function sayArticle(
  asking: Asking,
  deps: AppDeps,
  ticketId: string,
  { articleId, send, visibility }: NewTicketArticle,
) {
  const db = asking.get('db')
  const find = (reach: number) => findArticle(db, { kind: 'reader', reach }, articleId)
  const { title, summary } = await find(readerReach(asking.get('caller').person))
  if (!send) return null
  if (visibility === 'public') {
    await find(measureReach('requesters')).catch(() =>
      refuse('validation_failed', 'The requester may not read this article.', {
        visibility: ['must be internal for an article that is for staff'],
      }),
    )
  }
  const { publicUrl } = deps.settings
  const link = publicUrl === undefined ? [] : [linkToPage(publicUrl, PAGES.article(articleId))]
  const words = [title, ...(summary === null ? [] : [summary]), ...link].join('\n\n')
  return sendToChat(asking, deps, ticketId, { body: words, visibility, attachments: [] })
}
