/** The languages in which people are written to. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** How each writes dates and amounts where nobody says which country's way is meant. */
const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }

/** Of what somebody reads, such as `de-AT`; English where it is none of ours. */
export function chooseLanguage(tag: string): Language {
  const [name] = tag.split('-')
  return LANGUAGES.find((language) => language === name) ?? 'en'
}

/** By which dates and amounts are written in that language. */
export function chooseLocale(tag: string): string {
  const language = chooseLanguage(tag)
  return tag.startsWith(`${language}-`) ? tag : LOCALES[language]
}
