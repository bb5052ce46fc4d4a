import type { ChatbotAnswer } from '../contracts/chatbot.js'
import { draftFromWords } from '../domain/chatbot/draft.js'
import { readIntent } from '../domain/chatbot/intent.js'
import { cite } from '../domain/chatbot/links.js'
import type { Places } from '../domain/chatbot/prompt.js'
import { readPlaces } from '../read/chatbot/places.js'
import { beginExchange, giveUpExchange, keepReply } from '../write/chatbot/exchange.js'
import { compose } from './compose.js'
import type {
  AnswerNews,
  AskedQuestion,
  ChatbotDeps,
  QuestionIntake,
  TakenQuestion,
  WrittenAnswer,
} from './question.js'

/** Keeps a question before anything is answered; throws what `beginExchange` throws. */
export async function takeQuestion(
  deps: ChatbotDeps,
  asked: AskedQuestion,
): Promise<QuestionIntake> {
  const { author, reader, conversationId, message } = asked
  const begun = await beginExchange(deps.db, author, {
    ...{ userId: reader.userId, messageId: author.workId, conversationId, question: message },
    newConversation: { id: deps.newId(), ticketKey: deps.newId() },
  })
  if (begun.kind === 'answered') return begun
  const bound = deps.db.of(author.organizationId)
  const { kind: _kind, ...known } = begun
  return { kind: 'taken', question: { ...asked, ...known, bound, messageId: author.workId } }
}

/** Tells an answer as it comes, and keeps it before it says that it is done. Whoever stops listening stops the model. */
export async function* tellAnswer(
  deps: ChatbotDeps,
  taken: QuestionIntake,
  signal: AbortSignal,
): AsyncGenerator<AnswerNews, void> {
  if (taken.kind === 'answered') {
    yield { kind: 'delta', text: taken.answer.reply }
    yield { kind: 'done', answer: taken.answer }
    return
  }
  const { question } = taken
  let isKept = false
  try {
    const places = await readPlaces(question.bound)
    const written = yield* compose(deps, question, places, signal)
    const answer = describe(question, written, places)
    await keepReply(question.bound, answer, written.sources)
    isKept = true
    yield { kind: 'done', answer }
  } finally {
    if (!isKept) await giveUpExchange(question.bound, question.messageId)
  }
}

function describe(
  { conversationId, messageId, message, earlier, hasTicket }: TakenQuestion,
  { reply, cited, source, draft: proposed, isTicketStatus }: WrittenAnswer,
  places: Places,
): ChatbotAnswer {
  const offersDraft = !hasTicket && isTicketStatus !== true
  const draft = offersDraft
    ? (proposed ?? draftFromWords([...earlier, message], places))
    : undefined
  return {
    ...{ conversationId, messageId, reply, citations: cited.map(cite), source },
    ...(draft === undefined ? {} : { draft }),
    handover: readIntent(message).kind === 'person',
  }
}
