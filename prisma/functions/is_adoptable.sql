-- Whether somebody whom the staff store did not bring may be the one of its record who has their address: it is proved to be
-- theirs, and their employee code is one that we have given. It writes nothing.
CREATE OR REPLACE FUNCTION is_adoptable(u app_user) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT u.staff_status IS NULL AND u.employee_code ~ '^R[0-9]{8}$' AND u.email_verified_at IS NOT NULL AND u.deleted_at IS NULL
$$;
