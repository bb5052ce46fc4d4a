/** Signs that are not seen, turn the direction of writing, or hide words: a text can look like another by them. */
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}|[\u{e0000}-\u{e0fff}]|(?![\n\t])\p{Cc}|\p{Cs}/gu
/** From `<` to `>`, or to the end where none comes. */
const TAG = /<[a-z/!?][^>]*(?:>|$)/gis
/** `](`, and what it leads to: a link, or a picture. */
const LINK_TARGET = /\]\s*\([^)]*(?:\)|$)/gs
const LINK_DEFINITION = /^\s*\[[^\]]*\]:.*$/gm
const ADDRESS =
  /(?:(?:[a-z][a-z0-9+.-]*)?:\/\/|www\.|(?:mailto|javascript|vbscript):|data:(?=\w+\/)|\btel:)\S*/gi
/** A host with a path behind it: programs make links of these. */
const HOST_WITH_PATH = /\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?\/\S*/gi

/**
 * What somebody outside has written, as plain text that no reader's program makes anything of: no HTML, no links, no pictures, nothing
 * unseen. Cleaned again it stays as it is.
 */
export function cleanText(text: string): string {
  let cleaned = text
  for (let before = ''; before !== cleaned; ) {
    before = cleaned
    cleaned = cleanOnce(cleaned)
  }
  return cleaned
}

function cleanOnce(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(LINK_DEFINITION, '')
    .replace(LINK_TARGET, ']')
    .replace(TAG, '')
    .replace(ADDRESS, '')
    .replace(HOST_WITH_PATH, '')
    .replace(/(?<!<)<+(?=[a-z/!?]|$)/gi, '') // all of a run at once: the text is cleaned until it stays
    .replace(/!?\[/g, '(')
    .replaceAll(']', ')')
}
