-- The stem of each word by a dictionary of the text search, without accents; null for a word that says nothing there.
CREATE OR REPLACE FUNCTION stem_words(p_dictionary text, p_words text[]) RETURNS TABLE (word text, lexeme text)
LANGUAGE sql STABLE AS $$
  SELECT given.word, unaccent((ts_lexize(p_dictionary::regdictionary, given.word))[1])
  FROM unnest(p_words) WITH ORDINALITY AS given (word, n) ORDER BY n
$$;
