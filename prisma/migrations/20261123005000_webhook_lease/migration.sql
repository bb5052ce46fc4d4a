-- What somebody sends at this moment is told from what waits for its next attempt: the latter may be asked for at once.
ALTER TABLE webhook_delivery ADD COLUMN leased_until timestamptz(3);
