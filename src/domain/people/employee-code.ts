/** So many different codes are given to those who register. */
export const EMPLOYEE_CODES = 100_000_000

/** The employee code of somebody who registers, unlike any that the staff store gives: `R` and eight digits. */
export function formatEmployeeCode(n: number): string {
  return `R${String(n).padStart(8, '0')}`
}
