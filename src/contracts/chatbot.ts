import { z } from 'zod'
import { id, page, pageQuery, personName, text, ticketName, timestamp } from './common.js'
import { priority } from './enums.js'

export const chatbotQuestion = z
  .strictObject({
    conversationId: id.optional().meta({ description: 'Left out: a new conversation' }),
    message: text(4_000),
  })
  .meta({ id: 'ChatbotQuestion' })
export type ChatbotQuestion = z.infer<typeof chatbotQuestion>

const citation = z
  .union([
    z.strictObject({ articleId: id, title: z.string() }),
    z.strictObject({ ticketId: id, title: z.string() }),
  ])
  .meta({ id: 'ChatbotCitation', description: 'What the answer was made of' })

const draft = z
  .strictObject({
    title: z.string(),
    description: z.string(),
    departmentId: id.optional(),
    categoryId: id.optional(),
  })
  .meta({ id: 'ChatbotDraft', description: 'A ticket that could be filed from the conversation' })

const source = z.enum(['model', 'passages']).meta({
  description: 'Whether a language model has written it, or it shows what was found',
})

const handover = z.boolean().meta({ description: 'Its author asks for a person' })

export const chatbotAnswer = z
  .strictObject({
    conversationId: id,
    messageId: id,
    reply: z.string().meta({
      description: 'Plain text; its only links are `[n](…)`, to the nth of the citations',
    }),
    citations: z.array(citation),
    draft: draft.optional(),
    source,
    handover,
  })
  .meta({ id: 'ChatbotAnswer' })
export type ChatbotAnswer = z.infer<typeof chatbotAnswer>

const feedback = z
  .strictObject({ helpful: z.boolean(), comment: z.string().nullable() })
  .meta({ id: 'ChatbotFeedback' })
export const chatbotFeedback = feedback
export type ChatbotFeedback = z.infer<typeof feedback>

export const newChatbotFeedback = z
  .strictObject({ helpful: z.boolean(), comment: text(2_000).nullable().default(null) })
  .meta({ id: 'NewChatbotFeedback' })
export type NewChatbotFeedback = z.infer<typeof newChatbotFeedback>

const exchange = z
  .strictObject({
    id,
    at: timestamp,
    message: z.string(),
    reply: z.string().nullable().meta({ description: 'Null while there is none' }),
    citations: z.array(citation),
    draft: draft.optional(),
    source: source.nullable(),
    handover,
    feedback: feedback.nullable(),
  })
  .meta({ id: 'ChatbotExchange' })
export type ChatbotExchange = z.infer<typeof exchange>

const summary = z.strictObject({
  id,
  title: z.string().meta({ description: 'How it begins' }),
  user: personName,
  ticket: ticketName.nullable().meta({ description: 'The one that was filed from it' }),
  createdAt: timestamp,
  updatedAt: timestamp,
})
export const listedConversation = summary.meta({ id: 'ListedChatbotConversation' })
export type ListedConversation = z.infer<typeof listedConversation>
export const conversationPage = page(listedConversation)

export const conversation = summary
  .extend({
    messages: z.array(exchange).meta({ description: 'The last 200, the oldest first' }),
  })
  .meta({ id: 'ChatbotConversation' })
export type Conversation = z.infer<typeof conversation>

export const conversationQuery = z.strictObject({
  userId: id.optional().meta({ description: 'Whose; one’s own when left out, others’ for admins' }),
  ...pageQuery,
})
export type ConversationQuery = z.infer<typeof conversationQuery>

/** What of the draft is to be otherwise. */
export const fileConversationBody = z
  .strictObject({
    title: text(200).optional(),
    description: text(20_000).optional(),
    departmentId: id.optional(),
    categoryId: id.optional(),
    priority: priority.optional(),
  })
  .meta({ id: 'FiledConversation' })
export type FileConversationBody = z.infer<typeof fileConversationBody>
