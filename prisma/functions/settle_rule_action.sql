-- Says what became of a command that a rule has sent. Repeating it changes nothing: it is said once.
CREATE OR REPLACE FUNCTION settle_rule_action(p_org uuid, p_command text, p_code text) RETURNS void
LANGUAGE sql AS $$
  UPDATE rule_action SET ok = p_code IS NULL, code = p_code
  WHERE organization_id = p_org AND command_id = p_command AND ok IS NULL
$$;
