import { z } from 'zod'
import { id, timestamp } from './common.js'
import { visibility } from './enums.js'
import { foundArticle } from './kb-search.js'
import { message } from './messages.js'

export const MOST_LINKED = 50

/** An article that belongs to a ticket. */
export const ticketArticle = z
  .strictObject({ articleId: id, title: z.string(), at: timestamp })
  .meta({ id: 'TicketArticle' })
export type TicketArticle = z.infer<typeof ticketArticle>

export const ticketArticles = z
  .strictObject({ items: z.array(ticketArticle).max(MOST_LINKED) })
  .meta({ id: 'TicketArticles' })

export const newTicketArticle = z.strictObject({
  articleId: id,
  send: z.boolean().default(false).meta({ description: 'Say it in the chat as well' }),
  visibility: visibility
    .default('public')
    .meta({ description: 'Of that message; an article for staff alone can only be `internal`' }),
})
export type NewTicketArticle = z.infer<typeof newTicketArticle>

export const linkedArticle = ticketArticle
  .extend({ message: message.nullable().meta({ description: 'Null where none was asked for' }) })
  .meta({ id: 'LinkedArticle' })

const similarTicket = z
  .strictObject({
    id,
    number: z.string(),
    title: z.string(),
    closedAt: timestamp.nullable(),
    completionNotes: z.string().nullable(),
    score: z.number(),
  })
  .meta({ id: 'SimilarTicket' })
export type SimilarTicket = z.infer<typeof similarTicket>

export const ticketSuggestions = z
  .strictObject({
    articles: z.array(foundArticle).max(5),
    tickets: z
      .array(similarTicket)
      .max(5)
      .meta({ description: 'Closed ones that the caller may see, the most alike first' }),
  })
  .meta({ id: 'TicketSuggestions' })
