# Class data sharing: one archive of the classes that short programs and the compiler load, in the
# place of the JDK's own, so that no option names it and no class path has to match.
set -eu
cd /tmp/training
JAVA=/opt/java/bin/java
mkdir -p classes functions empty

$JAVA -Xshare:off -XX:DumpLoadedClassList=javac.list -cp /nowhere com.sun.tools.javac.Main \
  -proc:none -g -d classes Training.java
# A program that does not compile loads the classes that report it.
! $JAVA -Xshare:off -XX:DumpLoadedClassList=errors.list -cp /nowhere com.sun.tools.javac.Main \
  -proc:none -d classes Broken.java
# It ends with an exception, on purpose.
printf '3 4\nfive six\n' > input
! $JAVA -Xshare:off -XX:+UseSerialGC -XX:DumpLoadedClassList=run.list -cp classes Training < input

# Functions: what serves cases to them.
$JAVA -Xshare:off -cp /nowhere com.sun.tools.javac.Main -proc:none -g -d functions Solution.java
# One command at a time, as the worker sends them.
while read -r command; do echo "$command"; sleep 1; done < cases.jsonl |
  /bin/sh -c "exec 3>&1 4<&0 0</dev/null 1>&2; exec $JAVA -Xshare:off -XX:+UseSerialGC \
    -XX:DumpLoadedClassList=harness.list -cp functions dev.assay.harness.Main"

# Not the training programs' own classes, nor the proxies that were made for it.
cat /opt/java/lib/classlist javac.list errors.list run.list harness.list |
  grep -v -e '^#' -e '^Training' -e '^Solution' -e '^ListNode' -e '^@lambda-proxy Training' -e 'source:' | awk '!seen[$0]++' > all.list
cd empty
$JAVA -Xshare:dump -XX:SharedClassListFile=../all.list -XX:SharedArchiveFile=/opt/java/lib/server/classes.jsa
# The compressed-pointers' twin is never used: the heap's limit is below 32 GiB.
rm -f /opt/java/lib/server/classes_nocoops.jsa
