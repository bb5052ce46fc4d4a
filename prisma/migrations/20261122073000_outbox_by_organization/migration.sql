-- Rows of the outbox are taken in turn by organization, and its mails are looked up without looking at each.
CREATE INDEX outbox_turn ON outbox (kind, organization_id, due_at, id) WHERE done_at IS NULL;
DROP INDEX outbox_due;
CREATE INDEX outbox_mail ON outbox (organization_id, cursor)
  WHERE kind IN ('mail', 'digest') AND done_at IS NULL;
CREATE INDEX outbox_tried_mail ON outbox (organization_id, id)
  WHERE kind IN ('mail', 'digest') AND done_at IS NULL AND attempts > 0;
CREATE INDEX outbox_digest_letter ON outbox (organization_id)
  WHERE kind = 'mail' AND done_at IS NULL AND payload ? 'items';
