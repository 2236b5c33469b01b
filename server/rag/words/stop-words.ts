/** Words that tell nothing about what somebody looks for. Names of keys and commands are none of them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the of to in on at for from by with without and or nor but as if then than so that this these
  those it its is are was were be been being am do does did doing done how what when where which who
  whom whose why i me my mine we us our you your he she his her they them their there here can could
  should would will shall may might have has had having not no yes about into onto over per via s t re
  ll ve d m don doesn isn aren won get gets got let lets some any each every such very too also just`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
