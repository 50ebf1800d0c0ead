/** Objects whose records are compared. */
export const compared: readonly string[] = ['contact', 'account', 'lead']
