import { commandRule, isCommandName } from '../../../commands/index.js'

/** An instant that is not known is left out of a sentence. */
type Instant = string | null

export const by = (at: Instant) => (at === null ? '' : ` by ${at}`)
export const since = (at: Instant) => (at === null ? '' : ` since ${at}`)
export const until = (at: Instant) => (at === null ? '' : ` until ${at}`)

/** What stands in many notifications, and around them. */
export const COMMON = {
  actors: { operator: 'An operator', system: 'The help desk' },
  hasChanged: (who: string) => `${who} has changed something.`,
  outOfSight: 'You do not see this ticket any more.',
  takenBack: 'This was taken back since.',
  movedOn: 'The ticket has moved on since.',
  nothingToDo: 'There is nothing for you to do.',
  nothingLeft: 'There is nothing left for you to do.',
  someTime: 'some time',
  labels: {
    question: 'Question',
    answer: 'Answer',
    reason: 'Reason',
    notes: 'Notes',
    comment: 'Comment',
    message: 'Message',
    place: 'Where',
  },
  /** Completes "It was …". */
  nameAction: (command: string) => (isCommandName(command) ? commandRule(command).done : 'changed'),
}

export const MAIL = {
  greeting: (name: string) => `Hello ${name},`,
  open: (number: string) => `Open ${number}`,
  more: (n: number) => `and ${n} more`,
}
