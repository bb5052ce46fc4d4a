-- Files that are deleted, and whose bytes are not yet.
CREATE INDEX attachment_bytes_left ON attachment (deleted_at)
  WHERE deleted_at IS NOT NULL AND coalesce(incoming_key, storage_key, web_storage_key) IS NOT NULL;
