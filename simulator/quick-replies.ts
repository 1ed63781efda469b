/** How many quick replies a phone 390 pixels wide shows before one has to push the row aside. */
export const ON_SCREEN = 3;
