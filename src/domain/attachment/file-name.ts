/** Control characters, and what turns the direction of writing, so that `gpj.exe` would read as `exe.jpg`. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/** The name without folders, invisible characters, and blanks at its ends; it is shown, and never a path. */
export function cleanFileName(given: string): string {
  const last = given.replace(/^.*[/\\]/s, '')
  return last.replace(INVISIBLE, '').trim().normalize('NFC')
}

/** The same with another extension, for a variant of another type. */
export function renameExtension(fileName: string, extension: string): string {
  return `${fileName.replace(/\.[^.]*$/, '')}.${extension}`
}
