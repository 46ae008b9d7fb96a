export const dump = {
  title: "Dump",
};
