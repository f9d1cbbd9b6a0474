# smtpcode: GNU make and a C11 compiler build it; see README.md.

VERSION = 0.1.0

CC ?= cc
HOSTCC ?= $(CC)
MUSL_CC ?= musl-gcc
AR ?= ar
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
PROGRAM ?= smtpcode
CFLAGS ?= -O2 -g

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wpointer-arith -Wvla -Wno-psabi
HARDENING = -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 $(CET)
# Guards for indirect jumps, where the machine has them.
CET := $(shell $(CC) -Werror -fcf-protection -E -x c /dev/null >/dev/null 2>&1 && echo -fcf-protection)
PIE = -fPIE
PIE_LINK = -pie -Wl,-z,relro,-z,now,-z,noexecstack

# Options of the language and the system, which CFLAGS of the user do not replace.
BASE_CFLAGS = -std=c11 -pthread -ffile-prefix-map=$(CURDIR)=. -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 $(WARNINGS) $(EXTRA_CFLAGS)

SOURCES := $(sort $(wildcard src/*.c))
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/tables.o
LIBRARY := $(BUILD)/libsmtpcode.a
GEN_SOURCES := $(sort $(wildcard src/gen/*.c)) $(addprefix src/,ascii.c automaton.c data.c fold.c \
	matcher.c rec.c schema.c status.c utf8.c words.c)
GENERATOR := $(BUILD)/generator
DATA := $(sort $(wildcard data/*.rec)) $(sort $(wildcard data/lang/*/*.rec))
TEST_SOURCES := $(filter-out tests/mklog.c,$(sort $(wildcard tests/*.c)))
TEST_OBJECTS := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%.o)

all: $(PROGRAM)

$(PROGRAM): $(BUILD)/main.o $(LIBRARY)
	$(CC) $(CFLAGS) -pthread $(PIE_LINK) $(LDFLAGS) -o $@ $(BUILD)/main.o $(LIBRARY)

$(LIBRARY): $(filter-out $(BUILD)/main.o,$(OBJECTS))
	rm -f $@
	$(AR) rcsD $@ $^

$(BUILD)/%.o: src/%.c | $(BUILD)
	$(CC) $(BASE_CFLAGS) $(HARDENING) $(PIE) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/main.o: BASE_CFLAGS += -DSMTPCODE_VERSION='"$(VERSION)"'
$(BUILD)/main.o: Makefile

$(BUILD)/tables.o: $(BUILD)/tables.c
	$(CC) $(BASE_CFLAGS) $(HARDENING) $(PIE) $(CPPFLAGS) $(CFLAGS) -Isrc -c -o $@ $<

$(BUILD)/tables.c: $(GENERATOR) $(DATA)
	$(GENERATOR) $(DATA) > $@.new
	mv $@.new $@

$(GENERATOR): $(GEN_SOURCES) $(wildcard src/*.h src/gen/*.h) | $(BUILD)
	$(HOSTCC) -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) $(EXTRA_CFLAGS) -O1 -Isrc -o $@ $(GEN_SOURCES)

$(BUILD) $(BUILD)/tests:
	mkdir -p $@

# ---- tests ---------------------------------------------------------------

CHECK_CFLAGS = $(shell pkg-config --cflags check 2>/dev/null)
CHECK_LIBS = $(shell pkg-config --libs check 2>/dev/null || echo -lcheck -lsubunit -lm -lrt -lpthread)

$(BUILD)/tests/%.o: tests/%.c | $(BUILD)/tests
	$(CC) $(filter-out -Wpedantic,$(BASE_CFLAGS)) $(CPPFLAGS) $(CFLAGS) $(CHECK_CFLAGS) -Isrc -MMD -MP -c -o $@ $<

$(BUILD)/unit: $(TEST_OBJECTS) $(LIBRARY)
	$(CC) $(CFLAGS) -pthread $(LDFLAGS) -o $@ $(TEST_OBJECTS) $(LIBRARY) $(CHECK_LIBS)

check-unit: $(BUILD)/unit
	@CK_DEFAULT_TIMEOUT=60 $(TEST_RUNNER) $(BUILD)/unit

check-cli: $(PROGRAM)
	@SMTPCODE=$(CURDIR)/$(PROGRAM) GENERATOR=$(CURDIR)/$(GENERATOR) CC='$(CC)' sh tests/run.sh $(TESTS)

check: $(PROGRAM)
	@$(MAKE) --no-print-directory check-unit
	@$(MAKE) --no-print-directory check-cli
	@$(MAKE) --no-print-directory coverage-lang

# Every call of the system made to fail in turn; takes a minute.
.PHONY: check-faults
check-faults: $(PROGRAM)
	SMTPCODE=$(CURDIR)/$(PROGRAM) GENERATOR=$(CURDIR)/$(GENERATOR) CC='$(CC)' sh tests/run.sh faults

# Other machines: make check-machine MACHINE=s390x (big-endian) or aarch64, by qemu-user, or
# i686 (32 bits), which runs by itself.
MACHINE ?= aarch64
EMULATOR = $(if $(filter i686,$(MACHINE)),,qemu-$(MACHINE)-static)
.PHONY: check-machine
check-machine: $(BUILD)/tables.c
	mkdir -p build/$(MACHINE)
	$(MACHINE)-linux-gnu-gcc $(BASE_CFLAGS) -Werror -DSMTPCODE_VERSION='"$(VERSION)"' -O1 -Isrc -static \
		-o build/$(MACHINE)/binary $(SOURCES) $(BUILD)/tables.c
	printf '#!/bin/sh\nexec $(EMULATOR) "%s" "$$@"\n' '$(CURDIR)/build/$(MACHINE)/binary' > build/$(MACHINE)/smtpcode
	chmod +x build/$(MACHINE)/smtpcode
	MEMORY_LIMIT= SMTPCODE=$(CURDIR)/build/$(MACHINE)/smtpcode sh tests/run.sh $(MACHINE_TESTS)
	sh tests/machine.sh $(MACHINE)

# The unit tests with the char of those machines.
.PHONY: check-unsigned
check-unsigned:
	$(MAKE) BUILD=build/unsigned PROGRAM=build/unsigned/smtpcode CFLAGS='-O1 -funsigned-char' EXTRA_CFLAGS=-Werror check-unit

MACHINE_TESTS = explain compare search paste scan tally golden

# Sizes that no test of every day has: PIPE_GB=100 LINE_GB=10 MINUTES=60 STARTS=10000 REPLIES=1000000
.PHONY: endure
endure: $(PROGRAM)
	SMTPCODE=$(CURDIR)/$(PROGRAM) sh tests/endure.sh

# The wider checks of .ci/run, each in a build folder of its own.
CLI_TESTS = options explain entries compare list search paste formats terminal trouble scan tally golden
SANITIZE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

check-strict:
	$(MAKE) BUILD=build/strict-$(CC) PROGRAM=build/strict-$(CC)/smtpcode EXTRA_CFLAGS=-Werror \
		check-unit check-cli TESTS='$(CLI_TESTS)'

check-sanitized:
	MEMORY_LIMIT= ASAN_OPTIONS=detect_stack_use_after_return=1 $(MAKE) BUILD=build/sanitized-$(CC) \
		PROGRAM=build/sanitized-$(CC)/smtpcode HOSTCC='$(CC)' HARDENING= CFLAGS='$(SANITIZE)' EXTRA_CFLAGS=-Werror \
		check-unit check-cli TESTS='$(CLI_TESTS) generator'

# What the tests run of src/ and of the generator, line by line; the sandbox would forbid writing the counts.
COVERAGE = -O0 -g --coverage -fprofile-update=atomic
COVERAGE_TESTS = $(CLI_TESTS) markdown progress widths hostile lang generator faults
coverage:
	rm -rf build/coverage
	MEMORY_LIMIT= $(MAKE) BUILD=build/coverage PROGRAM=build/coverage/smtpcode HARDENING= CFLAGS=-DSANDBOX_OFF \
		EXTRA_CFLAGS='$(COVERAGE)' LDFLAGS=--coverage check-unit check-cli TESTS='$(COVERAGE_TESTS)'
	gcovr -r . --object-directory build/coverage -f src/ --print-summary

check-static: smtpcode-static $(GENERATOR)
	SMTPCODE=$(CURDIR)/smtpcode-static sh tests/run.sh $(CLI_TESTS)

check-valgrind: $(BUILD)/unit $(PROGRAM)
	CK_FORK=no valgrind --quiet --vgdb=no --error-exitcode=9 --leak-check=full --track-fds=no $(BUILD)/unit
	printf '#!/bin/sh\nexec valgrind --quiet --vgdb=no --error-exitcode=9 --leak-check=full "%s" "$$@"\n' \
		'$(CURDIR)/$(PROGRAM)' > $(BUILD)/under-valgrind
	chmod +x $(BUILD)/under-valgrind
	SMTPCODE=$(CURDIR)/$(BUILD)/under-valgrind sh tests/run.sh golden paste

# The HTML pages in Chromium, driven by chromedriver; the checkers of HTML, CSS and accessibility
# come from npm.
# PICTURES=FOLDER keeps screenshots.
VNU = $(BUILD)/npm/node_modules/vnu-jar/build/dist/vnu.jar
AXE = $(BUILD)/npm/node_modules/axe-core/axe.min.js
PICTURES ?=

$(VNU) $(AXE): | $(BUILD)
	npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(BUILD)/npm vnu-jar@26.9.27 axe-core@4.14.1

.PHONY: check-browser
check-browser: $(PROGRAM) $(VNU) $(AXE)
	SMTPCODE=$(CURDIR)/$(PROGRAM) VNU=$(VNU) AXE=$(AXE) PYTHONDONTWRITEBYTECODE=1 python3 tests/pages.py $(PICTURES)

# Fuzzing: one program for each tests/fuzz/NAME.c, by libFuzzer (make fuzz), by AFL++
# (make fuzz-afl), or as a plain program that runs the seeds again (make check-fuzz).
# SECONDS is for all targets together; FUZZ_TARGETS picks some of them.
SECONDS ?= 60
FUZZ_TARGETS ?= $(filter-out main world,$(basename $(notdir $(sort $(wildcard tests/fuzz/*.c)))))
ENGINE ?= libfuzzer
FUZZ := $(BUILD)/fuzz-$(ENGINE)
FUZZ_CC_libfuzzer = clang
FUZZ_CC_afl = afl-clang-fast
FUZZ_CC_replay = $(CC)
FUZZ_COMPILE_libfuzzer = -fsanitize=fuzzer-no-link
FUZZ_LINK_libfuzzer = -fsanitize=fuzzer
FUZZ_MAIN = $(if $(filter libfuzzer,$(ENGINE)),,$(FUZZ)/tests/main.o)
FUZZ_FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -g -O1 -fsanitize=address,undefined \
	-fno-sanitize-recover=all $(FUZZ_COMPILE_$(ENGINE)) -pthread -Isrc -DRULES_FILE='"$(CURDIR)/data/rules.rec"'
# The world that the sources see is that of tests/fuzz/world.c.
FUZZ_WORLD = $(foreach f,read write poll malloc calloc realloc free,-D$f=fuzz_$f)
FUZZ_OBJECTS = $(patsubst src/%.c,$(FUZZ)/%.o,$(filter-out src/main.c,$(SOURCES))) $(FUZZ)/tables.o

$(FUZZ)/%.o: src/%.c $(wildcard src/*.h)
	@mkdir -p $(FUZZ)/tests
	$(FUZZ_CC_$(ENGINE)) $(FUZZ_FLAGS) $(FUZZ_WORLD) -c -o $@ $<

$(FUZZ)/tables.o: $(BUILD)/tables.c
	@mkdir -p $(FUZZ)/tests
	$(FUZZ_CC_$(ENGINE)) $(FUZZ_FLAGS) -c -o $@ $<

$(FUZZ)/tests/%.o: tests/fuzz/%.c $(wildcard src/*.h) tests/fuzz/world.h
	@mkdir -p $(FUZZ)/tests
	$(FUZZ_CC_$(ENGINE)) $(FUZZ_FLAGS) -c -o $@ $<

$(FUZZ)/libworld.a: $(FUZZ_OBJECTS) $(FUZZ)/tests/world.o
	rm -f $@
	$(AR) rcs $@ $^

$(FUZZ_TARGETS:%=$(FUZZ)/%): $(FUZZ)/%: $(FUZZ)/tests/%.o $(FUZZ)/libworld.a $(FUZZ_MAIN)
	$(FUZZ_CC_$(ENGINE)) $(FUZZ_FLAGS) $(FUZZ_LINK_$(ENGINE)) -o $@ $(FUZZ)/tests/$*.o $(FUZZ_MAIN) $(FUZZ)/libworld.a

.PHONY: fuzz-afl fuzz-build check-fuzz
fuzz-build: $(FUZZ_TARGETS:%=$(FUZZ)/%)

fuzz: fuzz-build
	sh tests/fuzz/run.sh libfuzzer $(FUZZ) $(SECONDS) $(FUZZ_TARGETS)

fuzz-afl:
	$(MAKE) ENGINE=afl fuzz-build
	sh tests/fuzz/run.sh afl $(BUILD)/fuzz-afl $(SECONDS) $(FUZZ_TARGETS)

check-fuzz:
	$(MAKE) ENGINE=replay fuzz-build
	sh tests/fuzz/run.sh replay $(BUILD)/fuzz-replay 0 $(FUZZ_TARGETS)

# Small faults in the sources, one at a time, for each of which a test must fail; see tests/mutants.py.
MUTANTS ?= 100
SEED ?= 1
.PHONY: mutants
mutants: $(BUILD)/unit $(GENERATOR)
	MUTANTS=$(MUTANTS) SEED=$(SEED) CC='$(CC)' nice python3 tests/mutants.py $(BUILD)

check-spelling:
	@sh tests/spelling.sh

# The data by recutils' own checker.
check-data:
	@for file in $(DATA); do recfix --check $$file || exit 1; done; echo 'recfix: $(words $(DATA)) files are well-formed'

# How much of the tables each language has, or what one of them lacks: make coverage-lang MISSING=ja
coverage-lang: $(GENERATOR)
	@$(GENERATOR) $(if $(MISSING),--missing $(MISSING),--coverage) $(DATA)

# Rewrites the expected outputs of the golden tests; read the diff before you commit it.
golden: picture
	SMTPCODE=$(CURDIR)/$(PROGRAM) sh tests/golden.sh --write
	SMTPCODE=$(CURDIR)/$(PROGRAM) sh tests/variants.sh --write
	SMTPCODE=$(CURDIR)/$(PROGRAM) sh tests/readme.sh --write

# The terminal of README, drawn from real output.
picture: $(PROGRAM)
	python3 tests/picture.py 86 $(CURDIR)/$(PROGRAM) < tests/picture.commands > .github/terminal.svg

# How well replies are found and judged on the labelled lines of tests/replies.
accuracy: $(PROGRAM)
	@SMTPCODE=$(CURDIR)/$(PROGRAM) sh tests/accuracy.sh

# ---- static binary and benchmarks ------------------------------------------

STATIC_CC = $(shell command -v $(MUSL_CC) >/dev/null 2>&1 && echo $(MUSL_CC) || echo $(CC))

static: smtpcode-static

# Built for a quick start: no relocations, two segments, and what a short run needs side by side.
STATIC_FLAGS = -fstack-protector-strong -DSMTPCODE_VERSION='"$(VERSION)"' $(CPPFLAGS) -O2 -Isrc \
	-ffunction-sections -fdata-sections -fno-merge-constants -fno-pie -no-pie -static \
	-Wl,--gc-sections -Wl,-z,norelro -Wl,-z,noseparate-code
LAYOUT ?= -Wl,-T,src/static.ld

smtpcode-static: $(SOURCES) $(BUILD)/tables.c $(wildcard src/*.h) src/static.ld Makefile
	$(STATIC_CC) $(BASE_CFLAGS) $(STATIC_FLAGS) $(LAYOUT) -s -o $@ $(SOURCES) $(BUILD)/tables.c

# Traces some runs and writes down what they touch, for the linker; needs musl-gcc and valgrind.
.PHONY: layout
layout: $(BUILD)/tables.c
	mkdir -p $(BUILD)/layout
	$(STATIC_CC) $(BASE_CFLAGS) $(STATIC_FLAGS) -Wl,-Map,$(BUILD)/layout/map -o $(BUILD)/layout/smtpcode $(SOURCES) $(BUILD)/tables.c
	for run in 252 550 5.7.1 -V; do \
		valgrind --tool=lackey --trace-mem=yes --log-file=$(BUILD)/layout/$$run $(BUILD)/layout/smtpcode $$run >/dev/null || exit 1; \
	done
	cd $(BUILD)/layout && python3 $(CURDIR)/tests/layout.py map 252 550 5.7.1 -V > static.ld
	cp $(BUILD)/layout/static.ld src/static.ld

bench-startup: smtpcode-static
	@STATIC_CC='$(STATIC_CC)' BUILD=$(BUILD) sh tests/bench-startup.sh

# Fails when starting touches more pages, or calls or does more, than it did.
.PHONY: guard-startup
guard-startup: smtpcode-static
	@STATIC_CC='$(STATIC_CC)' BUILD=$(BUILD) sh tests/bench-startup.sh --guard

# A log for benchmarks, always the same; LOG_LINES=7000000 gives about a gigabyte.
LOG_LINES ?= 700000
LOG = $(BUILD)/log-$(LOG_LINES)

$(BUILD)/mklog: tests/mklog.c | $(BUILD)
	$(HOSTCC) -std=c11 $(WARNINGS) $(EXTRA_CFLAGS) -O2 -o $@ $<

$(LOG): $(BUILD)/mklog
	$(BUILD)/mklog $(LOG_LINES) > $@

bench: $(PROGRAM) $(LOG)
	@BUILD=$(BUILD) sh tests/bench.sh $(LOG)

# Through a pipe, so many megabytes: make bench-scale SCALE='10 100 1000 10000'
SCALE ?= 10 100 1000

bench-scale: $(PROGRAM) $(BUILD)/mklog
	$(BUILD)/mklog 70000 > $(BUILD)/log-70000
	@BUILD=$(BUILD) sh tests/bench-scale.sh $(BUILD)/log-70000 $(SCALE)

# Fails when reading a log takes many more instructions than it did.
bench-guard: $(PROGRAM) $(BUILD)/mklog
	$(BUILD)/mklog 30000 > $(BUILD)/log-30000
	@BUILD=$(BUILD) sh tests/bench-guard.sh $(BUILD)/log-30000

bench-rules: $(PROGRAM) $(LOG)
	@sh tests/bench-rules.sh $(LOG)

# Real servers; needs root and the package of the server: make check-servers SERVER=postfix
check-servers: $(PROGRAM)
	SMTPCODE=$(CURDIR)/$(PROGRAM) sh tests/servers.sh $(SERVER)

# ---- installation ----------------------------------------------------------

SHARE = $(DESTDIR)$(PREFIX)/share
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions
INSTALLED = $(DESTDIR)$(PREFIX)/bin/smtpcode $(SHARE)/man/man1/smtpcode.1 \
	$(SHARE)/man/zh_CN/man1/smtpcode.1 \
	$(SHARE)/bash-completion/completions/smtpcode $(DESTDIR)$(ZSH_FUNCTIONS)/_smtpcode \
	$(SHARE)/fish/vendor_completions.d/smtpcode.fish

install: $(PROGRAM)
	install -d $(dir $(INSTALLED))
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/smtpcode
	install -m 644 src/smtpcode.1 $(SHARE)/man/man1/smtpcode.1
	install -m 644 src/smtpcode.zh_CN.1 $(SHARE)/man/zh_CN/man1/smtpcode.1
	install -m 644 completions/smtpcode.bash $(SHARE)/bash-completion/completions/smtpcode
	install -m 644 completions/_smtpcode $(DESTDIR)$(ZSH_FUNCTIONS)/_smtpcode
	install -m 644 completions/smtpcode.fish $(SHARE)/fish/vendor_completions.d/smtpcode.fish

uninstall:
	rm -f $(INSTALLED)

# A tarball of what is committed; the same commit gives the same bytes.
dist:
	git archive --prefix=smtpcode-$(VERSION)/ --format=tar HEAD | gzip -n -9 > smtpcode-$(VERSION).tar.gz

# A Debian package, as build/smtpcode_VERSION_ARCH.deb; its control files lie under .packaging.
DEB = $(BUILD)/deb/smtpcode-$(VERSION)
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null),0)

deb:
	rm -rf $(BUILD)/deb
	mkdir -p $(DEB)
	cp -R Makefile README.md LICENSE src data tests completions $(DEB)/
	cp -R .packaging/debian $(DEB)/debian
	{ echo 'smtpcode ($(VERSION)) unstable; urgency=medium'; echo; echo '  * Version $(VERSION).'; echo; \
		printf ' -- smtpcode authors <authors@smtpcode.example>  '; LC_ALL=C date -u -R -d @$(EPOCH); \
	} > $(DEB)/debian/changelog
	cd $(DEB) && SOURCE_DATE_EPOCH=$(EPOCH) dpkg-buildpackage -us -uc -b
	mv $(BUILD)/deb/smtpcode_$(VERSION)_*.deb $(BUILD)/

# Builds the package, asks lintian, installs it, runs it and takes it off again (root).
check-deb: deb
	lintian --fail-on error $(BUILD)/smtpcode_$(VERSION)_*.deb
	sh tests/deb.sh $(BUILD)/smtpcode_$(VERSION)_*.deb

# ---- care ------------------------------------------------------------------

FORMATTED = $(wildcard src/*.[ch] src/gen/*.[ch] tests/*.[ch] tests/*/*.[ch])

format:
	clang-format -i $(FORMATTED)

TIDY_FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc

lint: $(BUILD)/tables.c
	clang-format --dry-run --Werror $(FORMATTED)
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
		-D_POSIX_C_SOURCE=200809L -Isrc src src/gen
	clang-tidy --quiet --warnings-as-errors='*' $(SOURCES) $(filter src/gen/%,$(GEN_SOURCES)) -- $(TIDY_FLAGS)
	mandoc -T lint -W warning src/smtpcode.1
	cd tests && shellcheck -x -e SC1091,SC2016 ./*.sh ../.ci/run

# The analysers of gcc and clang; what they find and is right is explained in tests/analyze.known.
.PHONY: analyze
analyze:
	sh tests/analyze.sh

# Compiles as nothing but C11 and as C23, each warning an error.
.PHONY: check-standards
check-standards: $(BUILD)/tables.c
	for standard in c11 c2x; do \
		$(CC) $(filter-out -std=c11,$(BASE_CFLAGS)) -std=$$standard -pedantic -Werror -Isrc -fsyntax-only \
			-DSMTPCODE_VERSION='"$(VERSION)"' $(SOURCES) src/gen/*.c $(BUILD)/tables.c || exit 1; \
	done

clean:
	rm -rf $(BUILD) $(PROGRAM) smtpcode-static smtpcode-*.tar.gz



.PHONY: picture accuracy fuzz bench bench-guard bench-rules bench-scale check-servers all check check-unit check-cli check-strict check-sanitized check-static check-valgrind check-data check-spelling coverage coverage-lang golden static bench-startup install uninstall dist deb check-deb \
	format lint clean
.DELETE_ON_ERROR:
.SUFFIXES:

-include $(wildcard $(BUILD)/*.d $(BUILD)/tests/*.d)
