/** How a message travels: told apart from whatever else may travel on the same port. */
export const MARK = 'smotritel/1';
