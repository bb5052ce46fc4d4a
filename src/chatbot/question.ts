import type { ChatbotAnswer } from '../contracts/chatbot.js'
import type { Database, OrganizationDb } from '../database/pool.js'
import type { TicketDraft } from '../domain/chatbot/draft.js'
import type { Passage, Reader } from '../domain/chatbot/passage.js'
import type { Language } from '../domain/language.js'
import type { Author } from '../write/resources/change-facts.js'
import type { AskModel } from './ask-model.js'
import type { EmbedQuestion } from './embed-question.js'

/** What answers need of the process. */
export interface ChatbotDeps {
  db: Database
  /** Undefined where none is configured. */
  askModel: AskModel | undefined
  /** What a question says beyond its words; undefined where no model for that is configured. */
  embedding: { model: string; embedQuestion: EmbedQuestion } | undefined
  /** What an organization's answers may cost on a day, in tokens. */
  dailyTokens: number
  /** Where a front end shows articles and tickets. */
  site: string
  /** Hears why a model has not answered. */
  onError: (error: unknown) => void
  now: () => number
  newId: () => string
}

export interface AskedQuestion {
  author: Author
  reader: Reader
  language: Language
  conversationId: string | undefined
  message: string
}

/** A question that was taken, with all that its answer needs. */
export interface TakenQuestion extends AskedQuestion {
  bound: OrganizationDb
  messageId: string
  conversationId: string
  earlier: string[]
  hasTicket: boolean
}

export type QuestionIntake =
  | { kind: 'taken'; question: TakenQuestion }
  | { kind: 'answered'; answer: ChatbotAnswer }

/** What somebody who waits is told. */
export type AnswerNews = { kind: 'delta'; text: string } | { kind: 'done'; answer: ChatbotAnswer }

/** Tells what comes as it comes, and ends with all of it. */
export type Telling<T> = AsyncGenerator<AnswerNews, T>

/** An answer, and all that it was made of, cited or not. */
export interface WrittenAnswer {
  reply: string
  cited: readonly Passage[]
  source: 'model' | 'passages'
  sources: string[]
  draft?: TicketDraft | undefined
  /** It says where tickets are: nobody who is told so wants to file one. */
  isTicketStatus?: true
}
