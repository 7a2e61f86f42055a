using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

public sealed class InMemoryDirectoryTests : DirectoryContract
{
    private readonly InMemoryDirectory directory = new();

    [Fact]
    public async Task Strangers_cost_the_same_work_as_the_known()
    {
        await directory.CheckPasswordAsync(SamplePeople.ClaireMartin, "wrong", default);
        var known = directory.Binds;
        await directory.CheckPasswordAsync(null, "wrong", default);

        (directory.Binds - known).Should().Be(known);
    }

    [Fact]
    public async Task A_directory_that_is_too_slow_is_down()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var slow = new InMemoryDirectory(time) { Slowness = TimeSpan.FromSeconds(30) };

        var asking = slow.PingAsync(default);
        time.Advance(TimeSpan.FromSeconds(5));

        await ((Func<Task>)(() => asking)).Should().ThrowAsync<DirectoryUnavailableException>();
    }

    protected override Task<IDirectory> OpenAsync() => Task.FromResult<IDirectory>(directory);

    protected override Task<IPeopleRegister> OpenRegisterAsync() => Task.FromResult<IPeopleRegister>(directory);

    protected override Task TakeDownAsync()
    {
        directory.IsDown = true;
        return Task.CompletedTask;
    }

    protected override Task BringBackAsync()
    {
        directory.IsDown = false;
        return Task.CompletedTask;
    }
}
