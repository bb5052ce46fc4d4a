import { leaveOutPeople, type PersonalData } from './leave-out-people.js'

/** What a ticket says that was completed. */
export interface CompletedTicket {
  number: string
  title: string
  description: string
  completionNotes: string
}

const MOST_OF_A_PART = 30_000

/** What somebody writes an article from: the question and what answered it, without who it was. */
export function draftFromTicket(
  { number, title, description, completionNotes }: CompletedTicket,
  people: readonly PersonalData[],
): { title: string; body: string } {
  const [asked, answered] = [description, completionNotes].map((text) =>
    leaveOutPeople(text.trim(), people).slice(0, MOST_OF_A_PART),
  )
  const named = leaveOutPeople(title, people).replaceAll('…', ' ').replaceAll(/\s+/gu, ' ').trim()
  return {
    title: (named === '' ? number : named).slice(0, 200),
    body: [asked, answered].filter((text) => text !== '').join('\n\n---\n\n'),
  }
}
