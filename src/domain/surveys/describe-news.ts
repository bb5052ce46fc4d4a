import type { Say } from '../ticket/outcome/say.js'
import type { SurveyFacts } from './news.js'
import { listSteps, type Question } from './questions.js'

/** A mail about a survey in words; the first question for a rating, else for a score, can be answered by a click. */
export function describeSurveyNews(facts: SurveyFacts, { phrases: { surveys }, at }: Say) {
  const { isReminder, ticketNumber, ticketTitle, status, expiresAt } = facts
  const isOpen = status === 'sent'
  return {
    title: isReminder ? surveys.reminder : surveys.title,
    ticket: `${ticketNumber} · ${ticketTitle}`,
    what: isOpen ? surveys.what : surveys.isOver,
    expected: isOpen && expiresAt !== null ? surveys.until(at(expiresAt)) : null,
    open: surveys.open,
    scale: isOpen ? findScale(facts.questions) : null,
  }
}

export interface Scale {
  questionId: string
  text: string
  steps: number[]
}

/** What a click in the mail may choose; null where nothing can be. */
export function findScale(questions: readonly Question[]): Scale | null {
  const question =
    questions.find(({ kind }) => kind === 'rating') ?? questions.find(({ kind }) => kind === 'nps')
  if (question === undefined) return null
  return { questionId: question.id, text: question.text, steps: listSteps(question) }
}
