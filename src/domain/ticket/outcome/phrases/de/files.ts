import type { ContentProblem } from '../../../../attachment/problems.js'

const PROBLEMS: Record<ContentProblem, string> = {
  wrong_size: 'Sie hat eine andere Größe als angekündigt.',
  wrong_hash: 'Sie hat einen anderen Inhalt als angekündigt.',
  wrong_type: 'Ihr Inhalt passt nicht zu ihrem Namen.',
  malformed: 'Sie ist beschädigt.',
  polyglot: 'Sie ist mehrere Arten von Datei zugleich.',
  encrypted: 'Sie ist durch ein Kennwort geschützt, so dass niemand hineinsehen kann.',
  macros: 'Sie enthält Makros.',
  embedded_object: 'Sie enthält Programme oder Objekte anderer Programme.',
  external_content: 'Sie lädt beim Öffnen etwas von woanders nach.',
  unpacks_too_large: 'Sie wird beim Entpacken größer als erlaubt.',
  too_many_pixels: 'Sie hat mehr als 100 Megapixel.',
  too_large_to_scan: 'Sie ist größer, als der Virenscanner annimmt.',
  gone: 'Sie wurde dort, wohin sie geschickt worden war, nicht gefunden.',
  not_processed: 'Sie konnte einen Tag lang nicht geprüft werden.',
  cancelled: 'Ihre Verarbeitung wurde im Betrieb abgebrochen.',
}

export const FILES = { fileProblems: PROBLEMS }
