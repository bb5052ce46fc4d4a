import type { MAIL_IN as EN_MAIL_IN } from '../en/mail-in.js'

export const MAIL_IN: typeof EN_MAIL_IN = {
  titles: { mail_unmatched: 'Eine E-Mail wartet auf einen Moderator' },
  from: (sender, subject) => `Von ${sender}: ${subject}`,
  waits: 'Sie lässt sich von selbst keinem Ticket zuordnen.',
  isDealtWith: 'Sie wurde seither bearbeitet.',
  decide:
    'Ordnen Sie sie einem Ticket zu, machen Sie ein neues daraus, oder weisen Sie sie ab. Neben ihr können andere warten.',
}
