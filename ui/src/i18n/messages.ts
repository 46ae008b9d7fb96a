/** The shape of a namespace in another language: the same keys, other texts. */
export type Messages<T> = { [K in keyof T]: T[K] extends string ? string : Messages<T[K]> };
