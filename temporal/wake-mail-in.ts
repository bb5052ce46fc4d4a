import { createWakes, FOR_A_MINUTE, SOME_DAY } from './wake-organizations.js'

const hasOne = (due: string) =>
  `EXISTS (SELECT 1 FROM mail_in s WHERE s.organization_id = g.id AND s.next_due_at ${due})
    OR EXISTS (SELECT 1 FROM mailbox b WHERE b.organization_id = g.id AND b.deleted_at IS NULL AND b.next_poll_at ${due})`

/** Of mails, and of mailboxes that are to be read. */
export const MAIL_WAKES = createWakes({
  kind: 'mail_in',
  isOverdue: hasOne(FOR_A_MINUTE),
  isWaiting: hasOne(SOME_DAY),
})
