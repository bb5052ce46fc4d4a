import type { Language } from '../../../language.js'
import { DE } from './de/index.js'
import { EN } from './en/index.js'

/** All that is said to people in a language: a language that lacks a phrase does not compile. */
export type Phrases = typeof EN

export const PHRASES: Record<Language, Phrases> = { en: EN, de: DE }
