import type { WORK as EN } from '../en/work.js'
import { since, until } from './common.js'

export const WORK: typeof EN = {
  started: (who) => `${who} hat mit der Arbeit daran begonnen.`,
  percent: (who, percent) => `${who}: ${percent} %.`,
  reports: (who) => `${who} berichtet.`,
  completed: (who) => `${who} hat die Arbeit erledigt.`,
  pleaseVerify: (limit, closesFirst) =>
    `Bitte prüfen Sie es${until(limit)}, oder geben Sie es zur Nacharbeit zurück. Danach ${closesFirst ? 'wird es geschlossen' : 'gilt es als bestätigt'}.`,
  countsAsVerified: 'Es gilt als bestätigt: niemand hat rechtzeitig widersprochen.',
  verified: (who, rating) =>
    `${who} hat die Arbeit bestätigt${rating === null ? '' : ` und mit ${rating} von 5 bewertet`}.`,
  canBeClosed: 'Es kann geschlossen werden.',
  partReopened: (number) => `${number} wurde wieder geöffnet, und so ist es wieder in Arbeit.`,
  sentBack: (who) => `${who} hat es zur Nacharbeit zurückgegeben.`,
  untilCompletedAgain: 'Sie müssen nichts tun, bis es wieder erledigt ist.',
  takeUpAgain: 'Es ist wieder aufzunehmen.',
  withdrawn: (who) => `${who} hat es zurückgezogen.`,
  closed: (who) => `${who} hat es geschlossen.`,
  closedByTime: 'Es wurde geschlossen: niemand hat rechtzeitig widersprochen.',
  closedWith: (who, parent) => `${who} hat ${parent} geschlossen, und dieses Teilticket mit ihm.`,
  withdrawnWith: (who, parent) =>
    `${who} hat ${parent} zurückgezogen, und dieses Teilticket wurde mit ihm geschlossen.`,
  askToReopen: 'Wenn es nicht erledigt ist, bitten Sie darum, dass es wieder geöffnet wird.',
  postponed: (who, resumeAt) => `${who} hat es${until(resumeAt)} zurückgestellt.`,
  youWillBeTold: 'Sie erfahren, wenn es weitergeht.',
  restarted: (who) =>
    `${who} hat es fortgesetzt. Was fällig war, ist es um so viel später, wie es zurückgestellt war.`,
  whereItWas: 'Es steht, wo es stand, bevor es zurückgestellt wurde.',
  reopened: (who) => `${who} hat es wieder geöffnet.`,
  partsAreClosed: 'Alle seine Teiltickets sind geschlossen.',
  closeOrSendBack: 'Bitte schließen Sie es, oder geben Sie es zur Nacharbeit zurück.',
  stillPostponed: (at) => `Es ist${since(at)} zurückgestellt.`,
  restartOrWait: (nextAt) =>
    `Bitte setzen Sie es fort, oder lassen Sie es ruhen.${nextAt === null ? '' : ` Die nächste Erinnerung kommt am ${nextAt}.`}`,
  deleted: (who) => `${who} hat es gelöscht.`,
  standsStill: (duration, numbers) => `Bei ${numbers} hat sich ${duration} lang nichts bewegt.`,
  goOnOrSay: 'Wer eines davon hat, möge damit weitermachen oder sagen, was im Weg steht.',
}
