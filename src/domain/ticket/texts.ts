/** Texts of a command that the ticket goes on to show; they themselves stay in PostgreSQL. */
export const TEXT_NAMES = [
  'clarificationQuestion',
  'clarificationAnswer',
  'rejectionReason',
  'progressNotes',
  'completionNotes',
  'postponeReason',
] as const
export type TextName = (typeof TEXT_NAMES)[number]

/** Which event brought each text that is shown, by its seq: what restores a state restores its texts with it. */
export type ShownTexts = Partial<Record<TextName, number>>

/** Under which key the ticket's row keeps a text. */
function textKey(name: TextName, seq: number): string {
  return `${name}/${seq}`
}

/** The texts that came with a command, of those that the ticket keeps. */
export function listBroughtTexts(
  keeps: Readonly<Partial<Record<TextName, string>>> = {},
  textsGiven: readonly string[],
): TextName[] {
  return TEXT_NAMES.filter((name) => {
    const text = keeps[name]
    return text !== undefined && textsGiven.includes(text)
  })
}

/** What the row is to keep of a command: under which key → the command's text. */
export function keyTexts(
  keeps: Readonly<Partial<Record<TextName, string>>> = {},
  brought: readonly TextName[],
  seq: number,
): Record<string, string> {
  return Object.fromEntries(
    brought.flatMap((name) => {
      const text = keeps[name]
      return text === undefined ? [] : [[textKey(name, seq), text]]
    }),
  )
}

/** The texts that are shown, of those that the row keeps. */
export function readShownTexts(
  shown: ShownTexts,
  kept: Readonly<Record<string, string>>,
): Partial<Record<TextName, string>> {
  return Object.fromEntries(
    TEXT_NAMES.flatMap((name) => {
      const seq = shown[name]
      const text = seq === undefined ? undefined : kept[textKey(name, seq)]
      return text === undefined ? [] : [[name, text]]
    }),
  )
}
