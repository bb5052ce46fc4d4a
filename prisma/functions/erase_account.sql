-- Takes out what is left of a person beside their tickets: who they were, where they signed in from, what they were told.
-- The row stays, under a name that says nothing: others' rows point to it.
-- Whatever was exported before may have their words, and is removed; an export that runs may have read them, and ends. Repeating it is harmless. The mailbox of development is emptied: any mail in it may have their words.
CREATE OR REPLACE FUNCTION erase_account(p_org uuid, p_user uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_code text := (SELECT employee_code FROM app_user WHERE organization_id = p_org AND id = p_user);
BEGIN
  UPDATE staff_sync SET state = jsonb_set(state, '{errors}', (
      SELECT jsonb_agg(CASE WHEN failed->>'employeeCode' = v_code THEN failed - 'details' || '{"employeeCode": null}' ELSE failed END)
      FROM jsonb_array_elements(state->'errors') failed))
    WHERE organization_id = p_org AND state->'errors' @> jsonb_build_array(jsonb_build_object('employeeCode', v_code));
  DELETE FROM mail_in WHERE organization_id = p_org AND (sender_id = p_user
    OR (SELECT email FROM app_user WHERE organization_id = p_org AND id = p_user) IN (sender, envelope_sender))
    AND NOT EXISTS (SELECT 1 FROM ticket k
      WHERE k.organization_id = p_org AND k.id = mail_in.ticket_id AND k.legal_hold_at IS NOT NULL);
  UPDATE app_user SET email = 'erased-' || p_user || '@erased.invalid', employee_code = 'erased-' || p_user,
      password_hash = NULL, first_name = 'Erased', last_name = 'person', phone = NULL, timezone = 'UTC', language = 'en',
      availability = 'offline', notification_choices = '{}', avatar_id = NULL, skills = '[]', certifications = '[]', tier = NULL,
      staff_status = NULL, staff_seen_by = NULL, decision_reason = NULL, email_verified_at = NULL, roles = '{}',
      erased_at = coalesce(erased_at, clock_timestamp()), updated_at = clock_timestamp()
    WHERE organization_id = p_org AND id = p_user;
  UPDATE attachment SET file_name = 'erased', sha256 = NULL, deleted_at = coalesce(deleted_at, clock_timestamp())
    WHERE organization_id = p_org AND uploaded_by_id = p_user AND ticket_id IS NULL AND article_id IS NULL AND NOT EXISTS (SELECT 1 FROM job j
      JOIN work_order w ON w.organization_id = p_org AND w.id = j.work_order_id
      JOIN ticket k ON k.organization_id = p_org AND k.id = w.ticket_id AND k.legal_hold_at IS NOT NULL
      WHERE j.organization_id = p_org AND j.id = attachment.job_id);
  UPDATE command_inbox SET payload = '{}', texts = '{}', origin = '{}', problem = problem - 'details'
    WHERE organization_id = p_org AND user_id = p_user AND status <> 'pending';
  UPDATE outbox SET error = NULL, payload = payload - 'lock' - 'account', done_at = coalesce(done_at, clock_timestamp())
    WHERE organization_id = p_org AND payload->>'userId' = p_user::text;
  UPDATE operation SET input = '{}' WHERE organization_id = p_org AND requested_by_id = p_user AND ended_at IS NOT NULL;
  UPDATE operation SET file_expires_at = clock_timestamp()
    WHERE organization_id = p_org AND file_key IS NOT NULL AND ended_at IS NOT NULL;
  UPDATE operation SET cancel_requested_at = clock_timestamp()
    WHERE organization_id = p_org AND kind IN ('audit_export', 'user_export') AND ended_at IS NULL AND cancel_requested_at IS NULL;
  UPDATE saved_report SET recipients = array_remove(recipients, p_user), updated_at = clock_timestamp(), name = CASE WHEN owner_id = p_user
      THEN '[erased]' ELSE name END, deleted_at = CASE WHEN owner_id = p_user THEN coalesce(deleted_at, clock_timestamp()) ELSE deleted_at END
    WHERE organization_id = p_org AND (owner_id = p_user OR p_user = ANY (recipients));
  UPDATE report_run r SET name = '[erased]' FROM saved_report s
    WHERE r.organization_id = p_org AND s.organization_id = p_org AND s.id = r.saved_report_id AND s.owner_id = p_user;
  DELETE FROM report_file WHERE organization_id = p_org; -- any of them may name them
  UPDATE scim_token SET name = '[erased]' WHERE organization_id = p_org AND created_by_id = p_user;
  UPDATE job j SET notes = '[erased]' FROM technician t
    WHERE j.organization_id = p_org AND t.organization_id = p_org AND t.id = j.technician_id AND t.user_id = p_user
      AND j.notes IS NOT NULL;
  UPDATE attachment a SET file_name = 'erased', sha256 = NULL, deleted_at = coalesce(a.deleted_at, clock_timestamp())
    FROM job j JOIN work_order w ON w.organization_id = p_org AND w.id = j.work_order_id
    WHERE a.organization_id = p_org AND j.organization_id = p_org AND j.id = a.job_id AND (
      w.customer_id IN (SELECT c.id FROM customer c WHERE c.organization_id = p_org AND c.user_id = p_user)
      OR w.ticket_id IN (SELECT k.id FROM ticket k
        WHERE k.organization_id = p_org AND k.requester_id = p_user AND k.legal_hold_at IS NULL)); -- their signature, their rooms
  UPDATE work_order w SET title = '[erased]', description = '[erased]', custom_fields = '{}',
      location = w.location || '{"address": "[erased]", "latitude": null, "longitude": null}'
    WHERE w.organization_id = p_org AND (
      w.customer_id IN (SELECT c.id FROM customer c WHERE c.organization_id = p_org AND c.user_id = p_user)
      OR w.ticket_id IN (SELECT k.id FROM ticket k
        WHERE k.organization_id = p_org AND k.requester_id = p_user AND k.legal_hold_at IS NULL));
  UPDATE kb_feedback SET comment = NULL WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM chatbot_conversation WHERE organization_id = p_org AND user_id = p_user; -- and with it all that was said
  DELETE FROM totp WHERE organization_id = p_org AND user_id = p_user; -- and with it its recovery codes
  DELETE FROM account_token WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM identity WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM scim_user WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM push_subscription WHERE organization_id = p_org AND user_id = p_user;
  UPDATE customer SET company = '[erased]', phone = NULL WHERE organization_id = p_org AND user_id = p_user;
  UPDATE payment_method m SET token = '', deleted_at = coalesce(m.deleted_at, clock_timestamp()) FROM customer c
    WHERE m.organization_id = p_org AND c.organization_id = p_org AND c.id = m.customer_id AND c.user_id = p_user;
  UPDATE technician SET employee_id = NULL, skills = '{}', certifications = '[]', service_areas = '{}', feed_token_hash = NULL
    WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM refresh_token r USING session s
    WHERE r.organization_id = p_org AND s.organization_id = p_org AND s.id = r.session_id AND s.user_id = p_user;
  DELETE FROM session WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM sign_in_attempt WHERE key IN ('told/' || p_user, 'registered/' || p_user);
  DELETE FROM notification WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM user_permission WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM group_member WHERE organization_id = p_org AND user_id = p_user;
  DELETE FROM dev_mail WHERE organization_id = p_org;
END
$$;
