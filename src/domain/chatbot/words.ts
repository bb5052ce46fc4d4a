import type { Language } from '../language.js'
import type { Status } from '../ticket/status.js'

/** What the assistant says in words of its own. */
export interface ChatbotWords {
  mayHelp: string
  unknown: string
  offersTicket: string
  offersPerson: string
  noTickets: string
  notYours: string
  yourTickets: string
  /** What a reply becomes whose sources its reader may not read any more. */
  withheld: string
  interrupted: string
  conversation: string
  /** In what goes with a ticket, where others may not read what an answer was made of. */
  answerLeftOut: string
  you: string
  assistant: string
  statuses: Record<Status, string>
}

const EN: ChatbotWords = {
  mayHelp: 'This may help:',
  unknown: 'I don’t know: I have found nothing about it that you may read.',
  offersTicket: 'If it does not help, a ticket can be filed from what you wrote.',
  offersPerson:
    'A person can take over: hand the conversation over, and a ticket is opened at once.',
  noTickets: 'You have no open ticket.',
  notYours: 'I know no ticket of yours with that number.',
  yourTickets: 'Your tickets:',
  withheld: 'This answer was made of something that you may not read any more.',
  interrupted: 'The answer broke off here.',
  conversation: 'Conversation with the assistant',
  answerLeftOut: '(an answer that is for its reader alone)',
  you: 'Person',
  assistant: 'Assistant',
  statuses: {
    draft: 'is a draft and was not handed in yet',
    submitted: 'was handed in and waits to be looked at',
    needs_clarification: 'waits for your answer to a question',
    rejected: 'was rejected',
    open: 'was accepted and waits for somebody to take it',
    assigned: 'was given to somebody, who has not begun yet',
    in_progress: 'is being worked on',
    awaiting_approval: 'waits for an approval',
    postponed: 'was put off for now',
    completed: 'is done, and waits to be checked',
    resolved: 'is solved',
    ready_for_closure: 'is done and will be closed soon',
    closed: 'is closed',
    reopened: 'was opened again and waits for somebody to take it',
    withdrawn: 'was withdrawn',
  },
}

const DE: ChatbotWords = {
  mayHelp: 'Das hilft vielleicht:',
  unknown: 'Das weiß ich nicht: Ich habe dazu nichts gefunden, was Sie lesen dürfen.',
  offersTicket: 'Hilft es nicht, lässt sich aus Ihren Worten ein Ticket erstellen.',
  offersPerson:
    'Ein Mensch kann übernehmen: Übergeben Sie das Gespräch, dann wird sofort ein Ticket eröffnet.',
  noTickets: 'Sie haben kein offenes Ticket.',
  notYours: 'Ich kenne kein Ticket von Ihnen mit dieser Nummer.',
  yourTickets: 'Ihre Tickets:',
  withheld: 'Diese Antwort beruht auf etwas, das Sie nicht mehr lesen dürfen.',
  interrupted: 'Hier brach die Antwort ab.',
  conversation: 'Gespräch mit dem Assistenten',
  answerLeftOut: '(eine Antwort, die nur für die Person selbst ist)',
  you: 'Person',
  assistant: 'Assistent',
  statuses: {
    draft: 'ist ein Entwurf und noch nicht eingereicht',
    submitted: 'ist eingereicht und wartet auf Durchsicht',
    needs_clarification: 'wartet auf Ihre Antwort auf eine Rückfrage',
    rejected: 'wurde abgelehnt',
    open: 'ist angenommen und wartet auf jemanden, der es übernimmt',
    assigned: 'ist jemandem zugewiesen, der noch nicht begonnen hat',
    in_progress: 'wird bearbeitet',
    awaiting_approval: 'wartet auf eine Genehmigung',
    postponed: 'ist vorerst zurückgestellt',
    completed: 'ist erledigt und wird noch geprüft',
    resolved: 'ist gelöst',
    ready_for_closure: 'ist erledigt und wird bald geschlossen',
    closed: 'ist geschlossen',
    reopened: 'wurde wieder geöffnet und wartet auf jemanden, der es übernimmt',
    withdrawn: 'wurde zurückgezogen',
  },
}

export const CHATBOT_WORDS: Record<Language, ChatbotWords> = { en: EN, de: DE }
