-- What a notification tells of, out of what a letter says of it: the event, or the message.
CREATE OR REPLACE FUNCTION notification_about(p_item jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object('seq', p_item->'seq', 'messageId', p_item->'messageId'))
$$;
