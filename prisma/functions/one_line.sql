-- A name as a part of a sentence: it can't begin a line of its own, nor turn the direction of writing.
CREATE OR REPLACE FUNCTION one_line(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(
    regexp_replace(p_text, '[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]', '', 'g'),
    '[\s\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g'))
$$;
