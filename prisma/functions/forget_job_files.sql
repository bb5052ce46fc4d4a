-- Deletes the files of visits for tickets that are about to be forgotten, or whose people are: nobody may have them any more, and
-- no archive has them. Its caller, which runs as the owner, has judged the tickets under their locks. Repeating it is harmless.
CREATE OR REPLACE FUNCTION forget_job_files(p_org uuid, p_tickets uuid[]) RETURNS void
LANGUAGE sql AS $$
  SELECT forget_files(p_org, ARRAY(
    SELECT a.id FROM work_order w JOIN job j ON j.organization_id = p_org AND j.work_order_id = w.id
      JOIN attachment a ON a.organization_id = p_org AND a.job_id = j.id
    WHERE w.organization_id = p_org AND w.ticket_id = ANY (p_tickets)), false)
$$;
