import { by, since, until } from './common.js'

/** From the start of the work to its end, and to the next version. */
export const WORK = {
  started: (who: string) => `${who} has begun to work on it.`,
  percent: (who: string, percent: number) => `${who}: ${percent} %.`,
  reports: (who: string) => `${who} reports.`,
  completed: (who: string) => `${who} has completed the work.`,
  pleaseVerify: (limit: string | null, closesFirst: boolean) =>
    `Please verify it${by(limit)}, or send it back for rework. After that it ${closesFirst ? 'is closed' : 'counts as verified'}.`,
  countsAsVerified: 'It counts as verified: nobody objected in time.',
  verified: (who: string, rating: number | null) =>
    `${who} verified the work${rating === null ? '' : ` and rated it ${rating} of 5`}.`,
  canBeClosed: 'It can be closed.',
  partReopened: (number: string | undefined) => `${number} was reopened, and so it is work again.`,
  sentBack: (who: string) => `${who} sent it back to work.`,
  untilCompletedAgain: 'There is nothing for you to do until it is completed again.',
  takeUpAgain: 'It is to be taken up again.',
  withdrawn: (who: string) => `${who} took it back.`,
  closed: (who: string) => `${who} closed it.`,
  closedByTime: 'It was closed: nobody objected in time.',
  closedWith: (who: string, parent: string | null) =>
    `${who} closed ${parent}, and this sub-ticket with it.`,
  withdrawnWith: (who: string, parent: string | null) =>
    `${who} took ${parent} back, and this sub-ticket was closed with it.`,
  askToReopen: 'If it is not settled, please ask for it to be reopened.',
  postponed: (who: string, resumeAt: string | null) => `${who} postponed it${until(resumeAt)}.`,
  youWillBeTold: 'You will be told when it goes on.',
  restarted: (who: string) =>
    `${who} restarted it. What was due is later by as long as it was postponed.`,
  whereItWas: 'It is where it was before it was postponed.',
  reopened: (who: string) => `${who} reopened it.`,
  partsAreClosed: 'All its sub-tickets are closed.',
  closeOrSendBack: 'Please close it, or send it back to work.',
  stillPostponed: (at: string | null) => `It has been postponed${since(at)}.`,
  restartOrWait: (nextAt: string | null) =>
    `Please restart it, or let it wait.${nextAt === null ? '' : ` The next reminder comes on ${nextAt}.`}`,
  deleted: (who: string) => `${who} deleted it.`,
  standsStill: (duration: string, numbers: string) =>
    `Nothing has moved for ${duration} on ${numbers}.`,
  goOnOrSay: 'Whoever has one of these is asked to go on with it, or to say what stops it.',
}
